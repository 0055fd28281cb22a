import jwt


def verified(token, key):
    # ok: python-jwt-verification-disabled
    return jwt.decode(token, key, algorithms=["RS256"])


def without_audience(token, key):
    # ok: python-jwt-verification-disabled
    return jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})


def peek_then_verify(token, keys):
    # ok: python-jwt-verification-disabled
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    return jwt.decode(token, keys[issuer], algorithms=["RS256"])


def header(token):
    # ok: python-jwt-verification-disabled
    return jwt.get_unverified_header(token)["kid"]


def other_decode(text):
    # ok: python-jwt-verification-disabled
    return text.decode("utf-8", "none")
