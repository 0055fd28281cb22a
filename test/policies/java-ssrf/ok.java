class Weather {
  private static final String API_URL = "https://api.example.com";

  String fixed(HttpServletRequest request) {
    // ok: java-ssrf
    return restTemplate.getForObject("https://api.example.com/weather?city={city}", String.class, request.getParameter("city"));
  }

  String constant(HttpServletRequest request) {
    // ok: java-ssrf
    return restTemplate.getForObject(API_URL + "/users/" + request.getParameter("id"), String.class);
  }

  String checked(HttpServletRequest request) throws Exception {
    String address = request.getParameter("url");
    if (!ALLOWED.contains(URI.create(address).getHost())) {
      return null;
    }
    // ok: java-ssrf
    return restTemplate.getForObject(address, String.class);
  }

  String own(HttpServletRequest request) throws Exception {
    // ok: java-ssrf
    return new URI(request.getParameter("path")).getPath();
  }
}
