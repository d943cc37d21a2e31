package org.wardgate.integration.kura.control;

import java.util.List;

/** What a test does to the Kura that it runs on. Thread-safe. */
public interface KuraControl {
  /**
   * Withdraws a service, as Kura does when the bundle or the configuration behind it changes.
   *
   * @param objectClass name of the service's interface
   */
  void vanish(String objectClass);

  /** Offers the service again; nothing if it is offered. */
  void comeBack(String objectClass);

  /** Adds or replaces an account with Kura permissions, for example {@code rest.wardgate}. */
  void account(String name, String password, List<String> permissions);

  /**
   * Tells the listeners that the cloud connection is lost; nothing is accepted until it is back.
   */
  void loseCloud();

  /** Tells the listeners that the cloud connection is there. */
  void restoreCloud();

  /** Bodies accepted for the cloud so far, oldest first. */
  List<String> published();

  /** Hands a message to every subscriber. */
  void deliver(byte[] body);

  /**
   * Asks a request handler.
   *
   * @param application its id, for example {@code WARDGATE-V1}
   * @param method {@code GET}, {@code PUT}, {@code POST}, {@code DEL} or {@code EXEC}
   * @param arguments parts of the resource after the method
   * @return the response's code, a blank and the response's body
   */
  String request(String application, String method, List<String> arguments, byte[] body);

  /**
   * Applies a snapshot that an operator uploads: passwords in it are not encrypted yet.
   *
   * @throws IllegalArgumentException if it has not the form of one
   */
  void upload(String xml);

  /**
   * The text that a password in a configuration stands for.
   *
   * @throws IllegalArgumentException if it is not encrypted
   */
  String decrypted(String password);
}
