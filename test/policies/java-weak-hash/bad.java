class Hashes {
  byte[] md5(byte[] data) throws Exception {
    // ruleid: java-weak-hash
    return MessageDigest.getInstance("MD5").digest(data);
  }

  byte[] sha1(byte[] data) throws Exception {
    // ruleid: java-weak-hash
    MessageDigest digest = java.security.MessageDigest.getInstance("SHA-1", "SUN");
    return digest.digest(data);
  }

  String commons(String password) {
    // ruleid: java-weak-hash
    return DigestUtils.md5Hex(password);
  }

  Object encoder() {
    // ruleid: java-weak-hash
    return NoOpPasswordEncoder.getInstance();
  }
}
