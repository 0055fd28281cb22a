function invite() {
  // ruleid: javascript-weak-random-token
  const inviteToken = Math.random().toString(36).slice(2);
  return inviteToken;
}

function reset(user) {
  // ruleid: javascript-weak-random-token
  user.resetCode = Math.floor(Math.random() * 1000000);
}

function generatePassword(letters) {
  // ruleid: javascript-weak-random-token
  return letters[Math.floor(Math.random() * letters.length)];
}

const account = {
  // ruleid: javascript-weak-random-token
  apiKey: `key-${Math.random()}`,
};
