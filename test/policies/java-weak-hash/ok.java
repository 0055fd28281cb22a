class Hashes {
  byte[] strong(byte[] data) throws Exception {
    // ok: java-weak-hash
    return MessageDigest.getInstance("SHA-256").digest(data);
  }

  Object encoder() {
    // ok: java-weak-hash
    return new BCryptPasswordEncoder();
  }

  byte[] chosen(String name, byte[] data) throws Exception {
    // ok: java-weak-hash
    return MessageDigest.getInstance(name).digest(data);
  }

  String forTheBrowser(byte[] data) {
    // ok: java-weak-hash
    String etag = DigestUtils.md5Hex(data);
    return etag;
  }
}
