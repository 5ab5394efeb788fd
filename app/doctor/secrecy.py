"""No finding tells a key or a password, whatever an error message holds."""

from dataclasses import replace

from app.doctor.finding import Finding
from app.secrecy import secrets_of
from app.settings import Settings


def without_secrets(finding: Finding, settings: Settings) -> Finding:
    message, remedy = finding.message, finding.remedy
    for secret in secrets_of(settings):
        message, remedy = message.replace(secret, "[secret]"), remedy.replace(secret, "[secret]")
    return replace(finding, message=message, remedy=remedy)
