"""Writes one Java record per message of the bank's catalogue. Usage: generate-messages.py CATALOGUE FOLDER"""

import csv
import sys
from pathlib import Path

TEMPLATE = Path(__file__).with_name("message.java.txt").read_text(encoding="utf-8")


def main(catalogue: str, folder: str) -> None:
    with open(catalogue, encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            text = TEMPLATE.replace("@NAME@", row["name"]).replace("@CODE@", row["code"])
            (Path(folder) / f"{row['name']}.java").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
