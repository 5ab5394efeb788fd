"""XMP, which PNG, JPEG and WebP all carry: written as one packet, read without resolving entities.

Source: XMP Specification Part 1 (ISO 16684-1); the kind of source by IPTC's controlled vocabulary.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from domain.tags import SOFTWARE, Tags

_GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_BEGIN, _END = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="w"?>'
_IDENTITY = re.compile(rb"<dc:identifier>urn:uuid:([0-9a-f-]{36})</dc:identifier>")


def xmp_packet(tags: Tags, limit: int | None = None) -> bytes:
    """The words as XMP. `limit` in bytes: the prompt is cut where they would be too many."""
    packet = _packet(tags, tags.prompt)
    if limit is None or len(packet) <= limit:
        return packet
    room = limit - len(_packet(tags, "")) - len("…".encode())
    # No character takes more than six bytes in XML (&quot; is not needed in text).
    return _packet(tags, _within(tags.prompt, max(room, 0)) + "…")


def _within(text: str, room: int) -> str:
    used = 0
    for place, character in enumerate(text):
        used += len(escape(character).encode())
        if used > room:
            return text[:place]
    return text


def _packet(tags: Tags, prompt: str) -> bytes:
    source = f"<Iptc4xmpExt:DigitalSourceType>{_GENERATED}</Iptc4xmpExt:DigitalSourceType>"
    return f"""{_BEGIN}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<dc:identifier>urn:uuid:{tags.identity}</dc:identifier>
<dc:title>{_alternatives(tags.title)}</dc:title>
<dc:description>{_alternatives(prompt)}</dc:description>
<dc:subject>{_bag(tags.keywords)}</dc:subject>
<xmp:CreatorTool>{escape(f"{SOFTWARE} ({tags.model})")}</xmp:CreatorTool>
<xmp:CreateDate>{tags.created_at.isoformat(timespec="seconds")}</xmp:CreateDate>
{source if tags.generated else ""}
</rdf:Description></rdf:RDF></x:xmpmeta>
{_END}""".encode()


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _bag(texts: Sequence[str]) -> str:
    return f"<rdf:Bag>{''.join(f'<rdf:li>{escape(each)}</rdf:li>' for each in texts)}</rdf:Bag>"


def identity_in(packet: bytes) -> str | None:
    """Which of our items the file once was, if the packet is one of ours."""
    found = _IDENTITY.search(packet)
    return found[1].decode() if found else None
