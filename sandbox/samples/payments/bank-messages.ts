/** The bank messages of `shop/payments`: many small Java files, as such a repository has them. */
import { edit, write, type FileStep } from '#sandbox/samples/file-step.ts';

const FAMILIES = ['acmt', 'camt', 'pacs', 'pain', 'reda', 'remt', 'setr', 'trck'];
/** With the template and the build file, moving them all changes exactly 400 files. */
const COUNT = 398;

const TEMPLATE_PATH = 'tools/message.java.txt';
const OLD_IMPORT = 'import javax.validation.constraints.NotBlank;';
const NEW_IMPORT = 'import jakarta.validation.constraints.NotBlank;';

const TEMPLATE = `package shop.payments.message.@FAMILY@;

${OLD_IMPORT}

/** Message @CODE@ of the bank's catalogue. */
public record @NAME@(@NotBlank String messageId, String createdAt, String payload) {
    public static final String CODE = "@CODE@";
}
`;

interface BankMessage {
  readonly path: string;
  readonly text: string;
}

function bankMessages(): readonly BankMessage[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const family = FAMILIES[index % FAMILIES.length] ?? 'camt';
    const number = String(Math.floor(index / FAMILIES.length) + 1).padStart(3, '0');
    const name = `${family.charAt(0).toUpperCase()}${family.slice(1)}${number}`;
    const text = TEMPLATE.replaceAll('@FAMILY@', family).replaceAll('@NAME@', name).replaceAll('@CODE@', `${family}.${number}`);
    return { path: `src/main/java/shop/payments/message/${family}/${name}.java`, text };
  });
}

export function addBankMessages(): readonly FileStep[] {
  return [write(TEMPLATE_PATH, TEMPLATE), ...bankMessages().map((message) => write(message.path, message.text))];
}

/** javax.validation became jakarta.validation: one line in each of them. */
export function moveToJakarta(): readonly FileStep[] {
  return [TEMPLATE_PATH, ...bankMessages().map((message) => message.path)].map((path) => edit(path, OLD_IMPORT, NEW_IMPORT));
}
