class Tokens {
  String invite() {
    // ruleid: java-weak-random-token
    String inviteToken = Long.toHexString(new Random().nextLong());
    return inviteToken;
  }

  void reset(User user) {
    // ruleid: java-weak-random-token
    user.resetCode = (int) (Math.random() * 1000000);
  }

  String generatePassword(Random random) {
    // ruleid: java-weak-random-token
    return "p" + random.nextInt(1000000);
  }

  String key() {
    // ruleid: java-weak-random-token
    String apiKey = RandomStringUtils.randomAlphanumeric(32);
    return apiKey;
  }
}
