from Crypto.Cipher import AES, ARC4, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def with_des(key, data):
    # ruleid: python-weak-cipher
    return DES.new(key, DES.MODE_CBC).encrypt(data)


def with_rc4(key):
    # ruleid: python-weak-cipher
    return ARC4.new(key)


def with_ecb(key, data):
    # ruleid: python-weak-cipher
    return AES.new(key, AES.MODE_ECB).encrypt(data)


def with_constant_start(key):
    # ruleid: python-weak-cipher
    return AES.new(key, AES.MODE_CBC, b"0123456789abcdef")


def with_modes(key):
    # ruleid: python-weak-cipher
    return Cipher(algorithms.AES(key), modes.ECB())
