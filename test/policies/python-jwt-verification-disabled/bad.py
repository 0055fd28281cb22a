import jwt
from jose import jwt as jose_jwt


def user_of(token):
    # ruleid: python-jwt-verification-disabled
    return jwt.decode(token, options={"verify_signature": False})["sub"]


def old_spelling(token):
    # ruleid: python-jwt-verification-disabled
    claims = jwt.decode(token, verify=False)
    return claims["role"]


def no_algorithm(token, key):
    # ruleid: python-jwt-verification-disabled
    return jwt.decode(token, key, algorithms=["HS256", "none"])


def unsigned(claims):
    # ruleid: python-jwt-verification-disabled
    return jwt.encode(claims, None, algorithm="none")


def jose_user(token, key):
    # ruleid: python-jwt-verification-disabled
    return jose_jwt.decode(token, key, options={"verify_aud": True, "verify_signature": False})
