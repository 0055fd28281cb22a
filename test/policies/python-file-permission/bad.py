import os
import tempfile


def share(path):
    # ruleid: python-file-permission
    os.chmod(path, 0o777)
    # ruleid: python-file-permission
    os.chmod(path, 0o666)
    # ruleid: python-file-permission
    os.umask(0)


def scratch():
    # ruleid: python-file-permission
    name = tempfile.mktemp(suffix=".txt")
    return name


def fixed(data):
    # ruleid: python-file-permission
    with open("/tmp/report.txt", "w") as out:
        out.write(data)
