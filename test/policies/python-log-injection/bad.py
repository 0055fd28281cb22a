import logging

from flask import request

logger = logging.getLogger(__name__)


def login():
    # ruleid: python-log-injection
    logger.info("login of " + request.form["name"])
    agent = request.headers.get("User-Agent")
    # ruleid: python-log-injection
    logging.warning(f"strange agent {agent}")
    # ruleid: python-log-injection
    logger.error("no account for %s", request.form["name"])
