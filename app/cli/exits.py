"""What the exit codes mean."""

SUCCEEDED, FAILED, USAGE, UNREACHABLE, CANCELLED, NEEDS_CHECK = 0, 1, 2, 3, 4, 5
INTERRUPTED = 130

EXIT_CODES = """\b
Exit codes:
  0    done
  1    the job failed, or the server refused
  2    the command or the request is wrong
  3    no server answers
  4    the job was cancelled
  5    the job needs a check: see `macki resolve`
  130  you stopped watching; the job goes on
"""

_BY_STATE = {
    "SUCCEEDED": SUCCEEDED,
    "FAILED": FAILED,
    "CANCELLED": CANCELLED,
    "NEEDS_CHECK": NEEDS_CHECK,
}


def exit_code_of(state: str) -> int:
    return _BY_STATE.get(state, SUCCEEDED)
