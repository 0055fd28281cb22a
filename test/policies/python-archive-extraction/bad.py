import os
import tarfile
import zipfile


def unpack(path, folder):
    with tarfile.open(path) as archive:
        # ruleid: python-archive-extraction
        archive.extractall(folder)


def unpack_later(path):
    archive = tarfile.open(path, "r:gz")
    # ruleid: python-archive-extraction
    archive.extractall()


def by_hand(path, folder):
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            # ruleid: python-archive-extraction
            with open(os.path.join(folder, member.filename), "wb") as target:
                target.write(archive.read(member))
