package io.tocsin.delivery;

/** Sends requests. Follows no redirects, retries nothing, throws nothing for a failed request. */
public interface Transport {
  Reply send(Request request) throws InterruptedException;
}
