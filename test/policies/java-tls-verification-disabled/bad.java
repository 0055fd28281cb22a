class Trust {
  TrustManager all = new X509TrustManager() {
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    // ruleid: java-tls-verification-disabled
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    public X509Certificate[] getAcceptedIssuers() { return null; }
  };

  void names(HttpsURLConnection connection) {
    // ruleid: java-tls-verification-disabled
    connection.setHostnameVerifier((host, session) -> true);
  }

  Object apache() {
    // ruleid: java-tls-verification-disabled
    return NoopHostnameVerifier.INSTANCE;
  }

  Object netty() {
    // ruleid: java-tls-verification-disabled
    return SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
  }
}
