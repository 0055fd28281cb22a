class Ciphers {
  Cipher des() throws Exception {
    // ruleid: java-weak-cipher
    return Cipher.getInstance("DES/CBC/PKCS5Padding");
  }

  Cipher ecb() throws Exception {
    // ruleid: java-weak-cipher
    return javax.crypto.Cipher.getInstance("AES/ECB/PKCS5Padding", "SunJCE");
  }

  Cipher plain() throws Exception {
    // ruleid: java-weak-cipher
    return Cipher.getInstance("AES");
  }

  Object constantStart() {
    // ruleid: java-weak-cipher
    return new IvParameterSpec("0123456789abcdef".getBytes());
  }
}
