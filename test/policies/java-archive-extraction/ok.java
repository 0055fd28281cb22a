class Unpack {
  void checked(ZipInputStream in, ZipEntry entry, Path folder) throws Exception {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("outside");
    }
    // ok: java-archive-extraction
    Files.copy(in, target);
  }

  void canonical(ZipInputStream in, ZipEntry entry, File folder) throws Exception {
    File file = new File(folder, entry.getName());
    if (!file.getCanonicalPath().startsWith(folder.getCanonicalPath() + File.separator)) {
      throw new IOException("outside");
    }
    // ok: java-archive-extraction
    new FileOutputStream(file).close();
  }

  void bareName(ZipInputStream in, ZipEntry entry, Path folder) throws Exception {
    // ok: java-archive-extraction
    Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName()));
  }

  void named(ZipInputStream in, ZipEntry entry, Path folder) throws Exception {
    Path target = folder.resolve(entry.getName());
    checkDirectoryTraversal(folder, target);
    // ok: java-archive-extraction
    Files.copy(in, target);
  }

  void other(Map.Entry<String, String> pair, Person person) throws Exception {
    // ok: java-archive-extraction
    new FileOutputStream(person.getName()).close();
  }
}
