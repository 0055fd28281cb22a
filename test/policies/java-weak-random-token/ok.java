class Tokens {
  String invite() {
    byte[] bytes = new byte[32];
    // ok: java-weak-random-token
    new SecureRandom().nextBytes(bytes);
    String inviteToken = encode(bytes);
    return inviteToken;
  }

  long jitter(long delay) {
    // ok: java-weak-random-token
    long wait = delay + new Random().nextInt(1000);
    return wait;
  }

  int dice() {
    // ok: java-weak-random-token
    return 1 + (int) (Math.random() * 6);
  }

  String session() {
    // ok: java-weak-random-token
    String sessionId = UUID.randomUUID().toString();
    return sessionId;
  }
}
