const fs = require('fs');
const path = require('path');
const unzipper = require('unzipper');

function unpack(file, folder) {
  fs.createReadStream(file)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      // ruleid: javascript-archive-extraction
      entry.pipe(fs.createWriteStream(path.join(folder, entry.path)));
    });
}

function sync(zip, folder) {
  for (const entry of zip.getEntries()) {
    const target = path.join(folder, entry.entryName);
    // ruleid: javascript-archive-extraction
    fs.writeFileSync(target, entry.getData());
  }
}

function tar(extract, folder) {
  extract.on('entry', function (header, stream, next) {
    // ruleid: javascript-archive-extraction
    stream.pipe(fs.createWriteStream(folder + '/' + header.name));
    stream.on('end', next);
  });
}
