import random
import secrets


def reset(user):
    # ok: python-weak-random-token
    user.reset_token = secrets.token_urlsafe(32)
    # ok: python-weak-random-token
    otp = secrets.randbelow(900000) + 100000
    return otp


def generate_password(words):
    # ok: python-weak-random-token
    return "-".join(random.SystemRandom().choice(words) for _ in range(6))


def retry_delay(attempt):
    # ok: python-weak-random-token
    delay = 2**attempt + random.random()
    return delay


def sample(tokens):
    # ok: python-weak-random-token
    token_index = random.randint(0, len(tokens) - 1)
    return tokens[token_index]
