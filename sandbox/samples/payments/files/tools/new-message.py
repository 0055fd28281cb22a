"""Starts the record of a new bank message. Usage: new-message.py FAMILY NUMBER, for example: new-message.py camt 61"""

import sys
from pathlib import Path

TEMPLATE = Path(__file__).with_name("message.java.txt").read_text(encoding="utf-8")
MESSAGES = Path("src/main/java/shop/payments/message")


def main(family: str, number: str) -> None:
    code = f"{family}.{int(number):03}"
    name = f"{family.capitalize()}{int(number):03}"
    text = TEMPLATE.replace("@FAMILY@", family).replace("@NAME@", name).replace("@CODE@", code)
    (MESSAGES / family / f"{name}.java").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
