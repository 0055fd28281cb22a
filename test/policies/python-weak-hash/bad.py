import hashlib

from Crypto.Hash import MD5


def store(user, password):
    # ruleid: python-weak-hash
    user.password = hashlib.md5(password.encode()).hexdigest()


def sign(secret, text):
    # ruleid: python-weak-hash
    return hashlib.new("sha1", (secret + text).encode()).hexdigest()


def certificate_name(certificate):
    # ruleid: python-weak-hash
    return hashlib.sha1(certificate).hexdigest()


def other(data):
    # ruleid: python-weak-hash
    return MD5.new(data).hexdigest()
