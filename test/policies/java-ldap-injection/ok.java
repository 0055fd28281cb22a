class People {
  void argument(HttpServletRequest request, DirContext context, SearchControls controls) throws Exception {
    // ok: java-ldap-injection
    context.search("ou=people", "(uid={0})", new Object[] {request.getParameter("name")}, controls);
  }

  void escaped(HttpServletRequest request, DirContext context, SearchControls controls) throws Exception {
    String name = LdapEncoder.filterEncode(request.getParameter("name"));
    // ok: java-ldap-injection
    context.search("ou=people", "(uid=" + name + ")", controls);
  }

  Object built(HttpServletRequest request, LdapTemplate ldapTemplate) {
    // ok: java-ldap-injection
    return ldapTemplate.search(query().where("uid").is(request.getParameter("name")), mapper);
  }

  Object other(HttpServletRequest request, SearchService service) {
    // ok: java-ldap-injection
    return service.search("all", request.getParameter("text"), 10);
  }
}
