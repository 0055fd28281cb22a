class Unpack {
  void unzip(ZipInputStream in, File folder) throws Exception {
    ZipEntry entry = in.getNextEntry();
    File file = new File(folder, entry.getName());
    // ruleid: java-archive-extraction
    FileOutputStream out = new FileOutputStream(file);
    out.close();
  }

  void copy(ZipInputStream in, ZipEntry zipEntry, Path folder) throws Exception {
    // ruleid: java-archive-extraction
    Files.copy(in, folder.resolve(zipEntry.getName()));
  }

  void tar(TarArchiveInputStream in, TarArchiveEntry tarEntry, Path folder) throws Exception {
    // ruleid: java-archive-extraction
    Files.newOutputStream(folder.resolve(tarEntry.getName())).close();
  }
}
