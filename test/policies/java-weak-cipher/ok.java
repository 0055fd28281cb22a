class Ciphers {
  Cipher gcm() throws Exception {
    // ok: java-weak-cipher
    return Cipher.getInstance("AES/GCM/NoPadding");
  }

  Object freshStart(SecureRandom random) {
    byte[] start = new byte[16];
    random.nextBytes(start);
    // ok: java-weak-cipher
    return new IvParameterSpec(start);
  }

  Object key(byte[] bytes) {
    // ok: java-weak-cipher
    return new SecretKeySpec(bytes, "AES");
  }

  Cipher rsa() throws Exception {
    // ok: java-weak-cipher
    return Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
  }

  Cipher chacha() throws Exception {
    // ok: java-weak-cipher
    return Cipher.getInstance("ChaCha20-Poly1305");
  }
}
