class Reader {
  ObjectMapper plain() {
    // ok: java-polymorphic-json
    return new ObjectMapper().findAndRegisterModules();
  }

  void listed(ObjectMapper mapper, PolymorphicTypeValidator validator) {
    // ok: java-polymorphic-json
    mapper.activateDefaultTyping(validator);
  }

  // ok: java-polymorphic-json
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public Object payload;
}
