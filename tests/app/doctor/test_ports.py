"""What is said about the ports."""

from pathlib import Path

import pytest

from app.doctor.finding import Status
from app.doctor.ports import examine, examine_mock
from tests.app.doctor.conftest import SettingsOf
from tests.app.doctor.servers import answering
from tests.integration.programs import MockProgram, Studio


async def test_free_ports_are_well(settings_of: SettingsOf) -> None:
    settings = settings_of()
    port, mock = await examine(settings), await examine_mock(settings)
    assert (port.status, mock.status) == (Status.OK, Status.OK)
    assert port.message == f"{settings.port} on 127.0.0.1 is free"


async def test_a_silent_program_on_a_port_is_told(settings_of: SettingsOf, silent: int) -> None:
    finding = await examine(settings_of(port=silent))
    assert finding.status is Status.PROBLEM
    assert finding.message == f"Port {silent} on 127.0.0.1 is in use by another program."
    assert f"PORT={silent + 1}" in finding.remedy


@pytest.mark.parametrize("body", [{"data": {"__type": None}}, "<html>", []])
async def test_another_server_is_no_studio(settings_of: SettingsOf, body: object) -> None:
    async with answering(200, body) as url:
        finding = await examine(settings_of(port=int(url.rpartition(":")[2])))
    assert finding.status is Status.PROBLEM


async def test_a_taken_mock_port_is_told(settings_of: SettingsOf, mock: MockProgram) -> None:
    finding = await examine_mock(settings_of(mock_port=int(mock.url.rpartition(":")[2])))
    assert finding.status is Status.PROBLEM
    assert "MOCK_PORT=" in finding.remedy


async def test_an_address_of_another_machine_is_told(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(host="192.0.2.1", allow_anonymous=True))
    assert finding.status is Status.PROBLEM
    assert "HOST" in finding.remedy


async def test_a_running_studio_is_well_on_its_ports(
    settings_of: SettingsOf, tmp_path: Path, mock: MockProgram
) -> None:
    studio = Studio(tmp_path, mock.url)
    studio.start()
    try:
        settings = settings_of(port=studio.port, mock_port=int(mock.url.rpartition(":")[2]))
        port, mock_port = await examine(settings), await examine_mock(settings)
        doctor = studio.macki("doctor")
    finally:
        studio.stop()
    assert (port.status, mock_port.status) == (Status.OK, Status.OK)
    assert port.message == f"A studio is running at {studio.url}"
    assert doctor.returncode == 0, doctor.stdout
    assert "current" in doctor.stdout
