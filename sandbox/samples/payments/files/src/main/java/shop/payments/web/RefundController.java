package shop.payments.web;

import java.util.Currency;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import shop.payments.charge.Charge;
import shop.payments.charge.Money;
import shop.payments.charge.RefundRefused;
import shop.payments.charge.RefundService;

@RestController
class RefundController {
    record RefundRequest(long minor, String currency) {}

    private final RefundService refunds;

    RefundController(RefundService refunds) {
        this.refunds = refunds;
    }

    @PostMapping("/charges/{id}/refunds")
    Charge refund(@PathVariable UUID id, @RequestBody RefundRequest wanted) {
        return refunds.refund(id, new Money(wanted.minor(), Currency.getInstance(wanted.currency())));
    }

    @ExceptionHandler(RefundRefused.class)
    ProblemDetail onRefused(RefundRefused refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, refused.getMessage());
    }
}
