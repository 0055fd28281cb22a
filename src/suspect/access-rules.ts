/** Who may do what: fields taken from outside whole, tokens that are not verified, records of other people. */
import type { ContextRule } from './context-rule.ts';

const body = String.raw`(?:req(?:uest)?|ctx(?:\.request)?)\.(?:body|json|data|POST|query)`;
const owns =
  /\b(?:owner\w*|user_?id|userId|currentUser|current_user|req\.user|request\.user|tenant\w*|org\w*Id|account_?id|can[A-Z]\w*|authorize\w*|permission\w*|isAdmin|is_admin|belongsTo|policy|principal|getUserId|session)\b/iu;

export const accessRules: readonly ContextRule[] = [
  {
    kind: 'mass-assignment',
    pattern: new RegExp(
      String.raw`(?:\.(?:create|update|updateOne|findByIdAndUpdate|findOneAndUpdate|insert|insertOne|save|assign|build|merge|upsert|set)\([^;]*(?:\.\.\.\s*)?${body}(?:\(\))?\s*[,)}]|\{\s*\.\.\.${body}|Object\.assign\([^;]*,\s*${body}\s*\)|\*\*${body}|\*\*(?:data|payload|request\.\w+))`,
      'u',
    ),
    unless: /\bpick\(|valid|schema|parse\(|cleaned_data/iu,
    withoutIn: /\bpick\(|allowed|whitelist|allowlist|schema|\.parse\(|validate|serializer|cleaned_data|model_dump/iu,
    fact: 'All fields of the request go into the record as they come.',
    claim: 'Mass assignment: whoever calls this sets any field, such as a role, a price or an owner, not only the intended ones.',
    title: 'Mass assignment: every field of the request body is stored',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'foreign-record',
    pattern:
      /(?:findById\w*|findByPk|findUnique|findOne|findFirst|objects\.get|get_object_or_404|query\.get|getById|find_by_id|findById\w*|deleteById|destroy|delete|update)\([^;]*(?:req\.params|params\.|ctx\.params|request\.view_args|\bpk\s*=|\bid\s*=\s*\w*id\b|params\.id)/u,
    withFile:
      /\b(?:req\.user|request\.user|currentUser|current_user|requireAuth|isAuthenticated|login_required|authenticate|getServerSession|session\.user|Depends\(get_current)/u,
    withoutIn: owns,
    fact: 'The record is chosen by the id of the request alone; nothing compares its owner with the signed-in user.',
    claim: 'Missing authorization (IDOR): any signed-in user reads or changes the records of others by changing the id.',
    title: 'Missing authorization: no ownership check on the record (IDOR)',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'jwt-not-verified',
    languages: ['script', 'python', 'java', 'go'],
    pattern:
      /\bjwt[._]?decode\(|\bjwtDecode\(|(?<![\w.])decodeJwt\(|jwt\.decode\([^)]*verify\s*=\s*False|ParseUnverified\(|JSON\.parse\(\s*(?:atob|Buffer\.from)\([^)]*(?:split|payload|token)/u,
    unless: /\bkey\b|algorithms|SECRET/u,
    withoutIn: /\bverify\(|jwtVerify|algorithms\s*=/u,
    fact: 'The token is decoded, which does not check its signature.',
    claim: 'Authentication bypass: anybody can write a token with any content, because its signature is not verified.',
    title: 'JWT is decoded without verifying its signature',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'jwt-algorithm',
    pattern:
      /\bjwt\.verify\(\s*[^,;]+,\s*[^,;{]+\)|algorithms?\s*[:=]\s*\[[^\]]*['"]none['"]|algorithms?\s*[:=]\s*\[[^\]]*HS256[^\]]*RS256/u,
    unless: /algorithms?\s*[:=]\s*\[\s*['"](?:HS|RS|ES|PS)\d+['"]\s*\]/u,
    fact: 'The accepted signing algorithms are not fixed here.',
    claim: 'Algorithm confusion: a token signed with another algorithm (or none) may be accepted.',
    title: 'JWT verification does not fix the algorithm',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'token-without-end',
    pattern: /\bjwt\.(?:sign|encode)\(/u,
    unless: /expiresIn|\bexp\b/u,
    withoutIn: /expiresIn|['"]?\bexp\b['"]?\s*[:=]|expires_delta|setExpiration|ExpiresAt/u,
    fact: 'The token is signed without an expiry.',
    claim: 'Token never expires: a stolen token stays valid for ever.',
    title: 'Token without expiration',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'unsigned-webhook',
    pattern: /(?:post|route|PostMapping|HandleFunc|path)\(\s*["'`][^"'`]*(?:webhook|callback|hook)[^"'`]*["'`]/iu,
    withoutFile: /signature|hmac|constructEvent|verify|x-hub|timingSafeEqual|compare_digest/iu,
    fact: 'The file never looks at a signature of what arrives at this webhook.',
    claim: 'Unverified webhook: anybody who knows the address can send forged events.',
    title: 'Webhook signature is not verified',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'whole-user',
    languages: ['script', 'python'],
    pattern:
      /(?:res\.(?:json|send)|jsonify|NextResponse\.json|Response\.json)\(\s*(?:user|account|customer|newUser|created|req\.user|users|profile)\s*\)|return\s+(?:user|users)\.(?:to_dict|__dict__)/u,
    withFile: /password|passwordHash|password_hash|ssn|secret/iu,
    unless: /omit|select|sanitize|toPublic|serialize/iu,
    withoutIn: /omit|delete user\.|select:|toPublic|sanitize|password(?:Hash)?,\s*\.\.\.|passwordHash:\s*_|password:\s*_/u,
    fact: 'The whole record of the user is sent, with every field it has.',
    claim: 'Sensitive data exposure: the password hash or other private fields go out in the response.',
    title: 'Response exposes the whole user record, password hash included',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'weak-bcrypt',
    pattern:
      /\b(?:hash|hashSync|genSalt|genSaltSync|gensalt|GenerateFromPassword|BCryptPasswordEncoder)\([^)]*?(?:,\s*|\(|rounds\s*=\s*)[1-7]\s*\)|\bpbkdf2\w*\([^;]*,\s*(?:[1-9]\d{0,3})\s*,/u,
    withFile: /bcrypt|pbkdf2|scrypt/iu,
    fact: 'The work factor of the password hash is far below what is recommended (bcrypt 10 or more, PBKDF2 hundreds of thousands).',
    claim: 'Weak password hashing: with so few rounds stolen hashes are guessed quickly.',
    title: 'Password hash with too few rounds',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'user-enumeration',
    pattern:
      /(?:error|message|detail|msg)\w*['"]?\s*[:=(]\s*["'`][^"'`]*(?:(?:no|unknown) (?:such )?(?:user|account|email)|(?:user|email|account) (?:not found|does not exist|unknown)|(?:wrong|incorrect|invalid) password)/iu,
    withIn: /login|signin|sign_in|authenticate|forgot|reset/iu,
    fact: 'The answer tells whether the account exists or only the password was wrong.',
    claim: 'User enumeration: an attacker learns which accounts exist.',
    title: 'Login error reveals whether the user exists (user enumeration)',
    category: 'security',
    severity: 'info',
  },
  {
    kind: 'upload-name',
    pattern: /(?:originalname|\.filename|getOriginalFilename\(\)|FileHeader\.Filename|header\.Filename|file\.name)\b/u,
    unless: /secure_filename|basename|path\.Base|extname|splitext|sanitize|uuid/iu,
    withIn: /writeFile|\.save\(|createWriteStream|path\.join|os\.path\.join|filepath\.Join|os\.Create|transferTo|Paths\.get|open\(/u,
    withoutIn: /secure_filename|basename|path\.Base|uuid|randomUUID|sanitize/iu,
    fact: 'The name that the uploader chose becomes part of a path.',
    claim: 'Path traversal by the file name: `../` in it writes outside of the upload folder, and any extension is accepted.',
    title: 'Path traversal: uploaded file name used in a path',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'cors-credentials',
    pattern:
      /credentials\s*:\s*true|Allow-Credentials['"]?\s*[,:]\s*['"]?true|allow_credentials\s*=\s*True|supports_credentials\s*=\s*True/u,
    withFile:
      /origin\s*:\s*(?:true|['"]\*)|headers\.origin|header\(['"]origin|Origin['"]\)|allow_origins\s*=\s*\[\s*['"]\*|getHeader\("Origin"\)|allowedOriginPatterns\("\*/iu,
    fact: 'Cookies are accepted from every origin: the origin of the request is taken over or `*`.',
    claim: 'CORS misconfiguration: any web site can call this API in the name of a signed-in visitor and read the answers.',
    title: 'CORS: credentials are allowed for any origin',
    category: 'security',
    severity: 'error',
  },
];
