"""Lyrics made on the spot."""

_LONGEST_TITLE = 40
_LYRICS = """[Verse 1]
{title}, and the morning is new
A window of light with a quiet view
I hum what I know and I lean on the line
{word} in the distance, a slow turning sign

[Chorus]
Oh, {word}, carry me over the bay
Sing it again till the dark drifts away
Oh, {word}, nothing is lost on the way

[Verse 2]
The kettle is singing, the street is awake
We borrow the melodies evenings make
And all that I wanted was never too far
{word} in the window, a low morning star

[Outro]
{title}, and the morning is new
"""
_NEXT_LINES = (
    "And the evening goes on where the river runs wide",
    "And I follow the sound to the opposite side",
    "And the lanterns are lit for the ones who have stayed",
    "And we carry the tune that the morning has made",
)


def written_lyrics(prompt: str) -> dict[str, str]:
    """A title and lyrics about the prompt; the same prompt gives the same song."""
    words = prompt.split() or ["Song"]
    title = " ".join(words)[:_LONGEST_TITLE].strip().capitalize()
    word = max(words, key=len).strip(".,;:!?").capitalize()
    return {"title": title, "lyrics": _LYRICS.format(title=title, word=word or "Song")}


def next_line(lyrics: str) -> str:
    """A line to go on with, other than the last one."""
    lines = [line for line in lyrics.splitlines() if line.strip()]
    return _NEXT_LINES[len(lines) % len(_NEXT_LINES)] + "\n"
