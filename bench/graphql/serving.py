"""How the compared programs are served: as the studio is, on a port that they print."""

import os
import socket
import sys

import uvicorn
from sqlalchemy import make_url
from starlette.types import ASGIApp


def database_url(driver: str) -> str:
    """The address in `DATABASE_URL`, for that driver."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername=driver)
    return url.render_as_string(hide_password=False)


def serve(app: ASGIApp) -> None:
    # As the studio does: asyncio sets TCP_NODELAY only where the protocol is named.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
