import json
import logging
import math

from flask import request

logger = logging.getLogger(__name__)


def login():
    name = request.form["name"].replace("\n", "")
    # ok: python-log-injection
    logger.info("login of " + name)
    # ok: python-log-injection
    logger.info("page %d", int(request.args["page"]))
    # ok: python-log-injection
    logger.info(repr(request.form["name"]))
    # ok: python-log-injection
    logger.info(json.dumps(request.get_json()))
    # ok: python-log-injection
    return math.log(float(request.args["x"]))
