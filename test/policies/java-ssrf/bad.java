class Preview {
  @GetMapping("/preview")
  String preview(@RequestParam String url) {
    // ruleid: java-ssrf
    return restTemplate.getForObject(url, String.class);
  }

  void open(HttpServletRequest request) throws Exception {
    // ruleid: java-ssrf
    new URL(request.getParameter("url")).openStream().close();
  }

  void client(HttpServletRequest request, HttpClient client) throws Exception {
    String host = request.getParameter("host");
    // ruleid: java-ssrf
    HttpRequest call = HttpRequest.newBuilder(URI.create("https://" + host + "/hook")).build();
    client.send(call, null);
  }
}
