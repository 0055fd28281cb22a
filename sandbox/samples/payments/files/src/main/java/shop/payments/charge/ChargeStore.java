package shop.payments.charge;

import java.util.Optional;
import java.util.UUID;

public interface ChargeStore {
    Optional<Charge> find(UUID id);

    void save(Charge charge);
}
