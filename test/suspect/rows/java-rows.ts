/** Java and its kin. */
import type { SignRow } from '#test/suspect/sign-row.ts';

export const javaRows: readonly SignRow[] = [
  [
    'string-identity',
    'Mode.java',
    `
boolean isNight(String mode) {
  return mode == "night"; «
}
`,
    `
boolean isNight(String mode) {
  return "night".equals(mode);
}
`,
  ],
  [
    'boxed-identity',
    'Seat.java',
    `
boolean sameSeat(Ticket one, Ticket two) {
  return one.getSeatNumber() == two.getSeatNumber(); «
}
`,
    `
boolean sameSeat(Ticket one, Ticket two) {
  return one.getSeatNumber().equals(two.getSeatNumber());
}
`,
  ],
  [
    'optional-get',
    'Crew.java',
    `
Sailor sailor(String name) {
  return crew.findByName(name).get(); «
}
`,
    `
Sailor sailor(String name) {
  return crew.findByName(name).orElseThrow(() -> new NoSailor(name));
}
`,
  ],
  [
    'shared-format',
    'Stamp.java',
    `
class Stamp {
  private static final SimpleDateFormat DAY = new SimpleDateFormat("yyyy-MM-dd"); «
}
`,
    `
class Stamp {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
}
`,
  ],
  [
    'shared-map',
    'Lodge.java',
    `
@Service
class Lodge {
  private final Map<String, Guest> guests = new HashMap<>(); «
}
`,
    `
@Service
class Lodge {
  private final Map<String, Guest> guests = new ConcurrentHashMap<>();
}
`,
  ],
  [
    'lock-kept-java',
    'Vault.java',
    `
void take(int coins) {
  lock.lock(); «
  chest.take(coins);
  lock.unlock();
}
`,
    `
void take(int coins) {
  lock.lock();
  try {
    chest.take(coins);
  } finally {
    lock.unlock();
  }
}
`,
  ],
  [
    'stream-open',
    'Tally.java',
    `
int tally(DataSource dataSource) throws SQLException {
  Connection wire = dataSource.getConnection(); «
  PreparedStatement ask = wire.prepareStatement(COUNT_BOATS);
  return first(ask);
}
`,
    `
int tally(DataSource dataSource) throws SQLException {
  try (Connection wire = dataSource.getConnection();
      PreparedStatement ask = wire.prepareStatement(COUNT_BOATS)) {
    return first(ask);
  }
}
`,
  ],
  [
    'pool-open',
    'Rowers.java',
    `
void row(List<Runnable> strokes) {
  ExecutorService rowers = Executors.newFixedThreadPool(8); «
  strokes.forEach(rowers::submit);
}
`,
    `
void row(List<Runnable> strokes) {
  ExecutorService rowers = Executors.newFixedThreadPool(8);
  strokes.forEach(rowers::submit);
  rowers.shutdown();
}
`,
  ],
  [
    'equals-without-hash',
    'Knot.java',
    `
class Knot {
  @Override
  public boolean equals(Object other) { «
    return other instanceof Knot knot && knot.name.equals(name);
  }
}
`,
    `
class Knot {
  @Override
  public boolean equals(Object other) {
    return other instanceof Knot knot && knot.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
`,
  ],
  [
    'trace-printed',
    'Horn.java',
    `
void sound(Horn horn) {
  try {
    horn.blow();
  } catch (HornException stuck) {
    stuck.printStackTrace(); «
  }
}
`,
    `
void sound(Horn horn) {
  try {
    horn.blow();
  } catch (HornException stuck) {
    throw new ShipException("The horn is stuck", stuck);
  }
}
`,
  ],
  [
    'decimal-of-double',
    'Fare.java',
    `
Money fare(int miles) {
  double totalFee = miles * PER_MILE; «
  return Money.of(totalFee);
}
`,
    `
Money fare(int miles) {
  BigDecimal sum = PER_MILE.multiply(BigDecimal.valueOf(miles));
  return Money.of(sum);
}
`,
  ],
  [
    'self-invocation',
    'Purser.java',
    `
class Purser {
  @Transactional «
  private void pay(Sailor sailor) {
    book.note(sailor);
  }
}
`,
    `
class Purser {
  @Transactional
  public void pay(Sailor sailor) {
    book.note(sailor);
  }
}
`,
  ],
  [
    'self-invocation',
    'Paymaster.java',
    `
class Paymaster {
  public void payAll(List<Sailor> crew) {
    for (Sailor sailor : crew) {
      payOne(sailor); «
    }
  }

  @Transactional
  public void payOne(Sailor sailor) {
    book.note(sailor);
  }
}
`,
    `
class Paymaster {
  @Transactional
  public void payAll(List<Sailor> crew) {
    for (Sailor sailor : crew) {
      payOne(sailor);
    }
  }

  @Transactional
  public void payOne(Sailor sailor) {
    book.note(sailor);
  }
}
`,
  ],
  [
    'double-checked',
    'Anchor.java',
    `
class Anchor {
  private static Anchor instance; «

  static Anchor get() {
    if (instance == null) instance = new Anchor();
    return instance;
  }
}
`,
    `
class Anchor {
  private static final Anchor instance = new Anchor();

  static Anchor get() {
    return instance;
  }
}
`,
  ],
  [
    'body-not-valid',
    'Berths.java',
    `
record Berth(@NotBlank String name) {}

class Berths {
  Berth add(@RequestBody Berth berth) { «
    return book.note(berth);
  }
}
`,
    `
record Berth(@NotBlank String name) {}

class Berths {
  Berth add(@Valid @RequestBody Berth berth) {
    return book.note(berth);
  }
}
`,
  ],
  [
    'rounded-too-late',
    'Crates.java',
    `
int crates(int bottles) {
  return (int) Math.ceil(bottles / 12); «
}
`,
    `
int crates(int bottles) {
  return (int) Math.ceil(bottles / 12.0);
}
`,
  ],
];
