class Trust {
  TrustManager pinned = new X509TrustManager() {
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    // ok: java-tls-verification-disabled
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
      inner.checkServerTrusted(chain, type);
    }

    public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
  };

  void names(HttpsURLConnection connection) {
    // ok: java-tls-verification-disabled
    connection.setHostnameVerifier((host, session) -> HttpsURLConnection.getDefaultHostnameVerifier().verify(host, session));
  }

  Object ownStore(KeyStore store) throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    // ok: java-tls-verification-disabled
    factory.init(store);
    return factory;
  }
}
