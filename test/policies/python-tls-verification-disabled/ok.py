import ssl

import requests


def default(url):
    # ok: python-tls-verification-disabled
    return requests.get(url, timeout=3)


def private_authority(url):
    # ok: python-tls-verification-disabled
    return requests.get(url, verify="/etc/ssl/company.pem")


def chosen_by_configuration(url, verify):
    # ok: python-tls-verification-disabled
    return requests.get(url, verify=verify)


def context():
    context = ssl.create_default_context(cafile="/etc/ssl/company.pem")
    # ok: python-tls-verification-disabled
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def another_verify(document):
    # ok: python-tls-verification-disabled
    return document.sign(verify=False)
