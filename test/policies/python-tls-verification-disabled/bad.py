import ssl
import urllib.request

import aiohttp
import httpx
import requests
import urllib3


def call(url):
    # ruleid: python-tls-verification-disabled
    requests.get(url, verify=False)
    # ruleid: python-tls-verification-disabled
    return requests.request("POST", url, timeout=3, verify=False)


def one_session(url):
    session = requests.Session()
    # ruleid: python-tls-verification-disabled
    session.verify = False
    return session.get(url)


async def client(url):
    # ruleid: python-tls-verification-disabled
    async with httpx.AsyncClient(verify=False) as client:
        return await client.get(url)


async def connector():
    # ruleid: python-tls-verification-disabled
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False))


def everywhere():
    # ruleid: python-tls-verification-disabled
    ssl._create_default_https_context = ssl._create_unverified_context


def one_context(url):
    context = ssl.create_default_context()
    context.check_hostname = False
    # ruleid: python-tls-verification-disabled
    context.verify_mode = ssl.CERT_NONE
    return urllib.request.urlopen(url, context=context)


def pool():
    # ruleid: python-tls-verification-disabled
    return urllib3.PoolManager(10, cert_reqs="CERT_NONE")
