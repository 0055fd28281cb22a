import hashlib


def strong(data):
    # ok: python-weak-hash
    return hashlib.sha256(data).hexdigest()


def said(data):
    # ok: python-weak-hash
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def for_the_browser(data):
    # ok: python-weak-hash
    etag = hashlib.md5(data).hexdigest()
    return etag


def slow(password, salt):
    # ok: python-weak-hash
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


def cached(url):
    # ok: python-weak-hash
    cache_key = hashlib.sha1(url.encode()).hexdigest()
    return cache_key
