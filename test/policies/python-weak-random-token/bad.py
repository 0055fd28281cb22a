import random
import string


def reset(user):
    # ruleid: python-weak-random-token
    user.reset_token = "".join(random.choice(string.ascii_letters) for _ in range(20))
    # ruleid: python-weak-random-token
    otp = random.randint(100000, 999999)
    return otp


def generate_password(length):
    # ruleid: python-weak-random-token
    return "".join(random.choices(string.printable, k=length))


def make_session_id():
    # ruleid: python-weak-random-token
    return "%032x" % random.getrandbits(128)
