class Reader {
  ObjectMapper typed() {
    ObjectMapper mapper = new ObjectMapper();
    // ruleid: java-polymorphic-json
    mapper.enableDefaultTyping();
    return mapper;
  }

  void everything(ObjectMapper mapper) {
    // ruleid: java-polymorphic-json
    mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.EVERYTHING);
  }

  // ruleid: java-polymorphic-json
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  public Object payload;
}
