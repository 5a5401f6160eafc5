package io.tocsin.infra;

/**
 * A name of one's own for the HTTP API. Whoever keeps the domain lets it point to the stack's
 * output {@code DomainTarget}.
 *
 * @param name such as {@code alerts.example.org}
 * @param certificateArn a certificate of ACM for it, in the stack's region
 */
public record CustomDomain(String name, String certificateArn) {
  public CustomDomain {
    Names.check(name, Names.HOST, "a domain such as alerts.example.org");
    Names.check(
        certificateArn,
        "arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+",
        "a certificate's ARN such as arn:aws:acm:eu-central-1:123456789012:certificate/…");
  }
}
