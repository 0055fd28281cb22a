import os

from Crypto.Cipher import AES
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def gcm(key, data):
    # ok: python-weak-cipher
    return AES.new(key, AES.MODE_GCM).encrypt_and_digest(data)


def fresh_start(key):
    # ok: python-weak-cipher
    return AES.new(key, AES.MODE_CBC, os.urandom(16))


def aead(key, data):
    # ok: python-weak-cipher
    return AESGCM(key).encrypt(os.urandom(12), data, None)


def fernet(key, data):
    # ok: python-weak-cipher
    return Fernet(key).encrypt(data)


def with_modes(key, start):
    # ok: python-weak-cipher
    return Cipher(algorithms.AES(key), modes.CBC(start))
