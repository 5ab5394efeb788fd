"""What a power cut leaves behind at the worst moments, counted at the provider."""

from hashlib import sha256
from itertools import pairwise

from tests.integration.programs import Fields, MockProgram, Studio


def sequences_without_gap(job: Fields) -> bool:
    numbers = [event["sequence"] for event in job["events"]]
    return numbers[0] == 1 and all(after == before + 1 for before, after in pairwise(numbers))


def test_a_job_killed_while_submitting_needs_a_check_and_is_not_sent_again(
    studio: Studio, mock: MockProgram
) -> None:
    job_id = studio.order_song("The answer never comes 0201")
    studio.wait_until(lambda: len(mock.paid_posts) == 1, "the paid request")
    assert studio.job(job_id)["state"] == "SUBMITTING"

    studio.kill()
    studio.start()

    job = studio.wait_for_state(job_id, "NEEDS_CHECK")
    assert job["failure"]["code"] == "OUTCOME_UNKNOWN"
    assert "adopt" in job["failure"]["hint"]
    assert len(mock.paid_posts) == 1
    assert sequences_without_gap(job)


def test_a_doubtful_job_that_did_run_is_adopted_and_not_paid_again(
    studio: Studio, mock: MockProgram
) -> None:
    job_id = studio.order_song("The answer never comes 0201")
    studio.wait_until(lambda: len(mock.paid_posts) == 1, "the paid request")
    studio.kill()
    studio.start()
    studio.wait_for_state(job_id, "NEEDS_CHECK")

    resolved = studio.macki("resolve", job_id, "--adopt", mock.paid_posts[0]["task_id"])

    assert resolved.returncode == 0, resolved.stderr
    assert studio.job(job_id)["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 1


def test_a_job_killed_while_running_goes_on_without_a_second_request(
    studio: Studio, mock: MockProgram
) -> None:
    job_id = studio.order_song("Test lyrics 0001", prompt="folk 4s")
    studio.wait_for_state(job_id, "RUNNING")

    studio.kill()
    studio.start()

    job = studio.wait_for_state(job_id, "SUCCEEDED", "FAILED", "NEEDS_CHECK")
    assert job["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 1
    assert sequences_without_gap(job)


def test_a_job_killed_while_archiving_fetches_its_files_again_and_keeps_what_it_has(
    studio: Studio, mock: MockProgram
) -> None:
    job_id = studio.order_song("A slow download 0403")
    studio.wait_for_state(job_id, "ARCHIVING")

    studio.kill()
    studio.start()

    job = studio.wait_for_state(job_id, "SUCCEEDED", "FAILED", "NEEDS_CHECK")
    assert job["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 1
    assert sequences_without_gap(job)
    choice = job["song"]["choices"][0]
    for file in (choice["mp3"], choice["lossless"]):
        assert sha256(studio.file(file["url"])).hexdigest() == file["sha256"]


def test_ctrl_c_ends_it_in_good_order_and_the_next_start_goes_on(
    studio: Studio, mock: MockProgram
) -> None:
    running = studio.order_song("Test lyrics 0001", prompt="folk 4s")
    studio.wait_for_state(running, "RUNNING")

    assert studio.interrupt() == 0
    studio.start()

    assert studio.wait_for_state(running, "SUCCEEDED", "FAILED")["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 1


def test_an_image_killed_in_mid_request_is_not_paid_twice(
    studio: Studio, mock: MockProgram
) -> None:
    ordered = studio.macki("image", "The answer never comes 0201", "--no-wait", "--json")
    job_id = ordered.stdout.split('"')[3]
    studio.wait_until(lambda: len(mock.paid_posts) == 1, "the paid request")

    studio.kill()
    studio.start()

    studio.wait_for_state(job_id, "NEEDS_CHECK")
    adopted = studio.macki("resolve", job_id, "--adopt", "123")
    assert adopted.returncode == 1
    assert "no job id" in adopted.stderr
    assert len(mock.paid_posts) == 1
