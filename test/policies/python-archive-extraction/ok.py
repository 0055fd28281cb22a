import os
import tarfile
import zipfile
from pathlib import Path


def filtered(path, folder):
    with tarfile.open(path) as archive:
        # ok: python-archive-extraction
        archive.extractall(folder, filter="data")


def chosen(path, folder, safe_members):
    with tarfile.open(path) as archive:
        # ok: python-archive-extraction
        archive.extractall(folder, members=safe_members(archive))


def zip_is_safe(path, folder):
    with zipfile.ZipFile(path) as archive:
        # ok: python-archive-extraction
        archive.extractall(folder)


def checked(path, folder):
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            target = Path(folder, member.filename).resolve()
            if not target.is_relative_to(folder):
                raise ValueError(member.filename)
            # ok: python-archive-extraction
            with open(target, "wb") as out:
                out.write(archive.read(member))


def bare_name(path, folder):
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            # ok: python-archive-extraction
            with open(os.path.join(folder, os.path.basename(member.filename)), "wb") as out:
                out.write(archive.read(member))
