const fs = require('fs');
const path = require('path');

function checked(zip, folder) {
  for (const entry of zip.getEntries()) {
    const target = path.resolve(folder, entry.entryName);
    if (!target.startsWith(folder + path.sep)) continue;
    // ok: javascript-archive-extraction
    fs.writeFileSync(target, entry.getData());
  }
}

function bareName(stream, folder) {
  stream.on('entry', (entry) => {
    // ok: javascript-archive-extraction
    entry.pipe(fs.createWriteStream(path.join(folder, path.basename(entry.path))));
  });
}

function whole(zip, folder) {
  // ok: javascript-archive-extraction
  zip.extractAllTo(folder, false);
}

function refused(zip, folder) {
  for (const entry of zip.getEntries()) {
    if (entry.entryName.includes('..')) continue;
    // ok: javascript-archive-extraction
    fs.writeFileSync(path.join(folder, entry.entryName), entry.getData());
  }
}
