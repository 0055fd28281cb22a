import os
import tempfile


def own(path):
    # ok: python-file-permission
    os.chmod(path, 0o600)
    # ok: python-file-permission
    os.chmod(path, 0o755)
    # ok: python-file-permission
    os.umask(0o077)


def scratch():
    # ok: python-file-permission
    with tempfile.NamedTemporaryFile() as file:
        return file.name


def read():
    # ok: python-file-permission
    with open("/tmp/report.txt") as report:
        return report.read()
