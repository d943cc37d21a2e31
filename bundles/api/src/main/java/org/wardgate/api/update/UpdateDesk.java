package org.wardgate.api.update;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/**
 * Where signed updates of the gateway's own bundles are handed in and decided on. The signature
 * comes first, so that a stranger cannot fill the disk. Thread-safe; {@link #take} and {@link
 * #fetch} may take minutes, everything else milliseconds.
 */
public interface UpdateDesk {
  /** Largest signature, in bytes. */
  int SIGNATURE_MAX_BYTES = 32_768;

  /** Largest package, in bytes. */
  long PACKAGE_MAX_BYTES = 64L * 1024 * 1024;

  /**
   * Announces a package by its detached CMS signature.
   *
   * @param operator who hands it in
   * @return the update's id: SHA-256 of the package that the signature is over
   * @throws RefusedException WG-UPD: not signed by whom we trust, or too many are expected
   */
  String expect(Bytes signature, String operator) throws RefusedException;

  /**
   * Takes an announced package, verifies it, tries whether it resolves, and begins, or waits for
   * approval. Idempotent for one that was taken before.
   *
   * @param content read to its end, at most {@link #PACKAGE_MAX_BYTES}; not closed
   * @throws RefusedException WG-UPD: nothing has changed
   */
  UpdateView take(String id, InputStream content, String operator) throws RefusedException;

  /**
   * As {@link #take}, from a server.
   *
   * @param location an https address whose host the configuration allows
   */
  UpdateView fetch(String id, URI location, String operator) throws RefusedException;

  /** Approves a held update; one operator counts once. */
  UpdateView approve(String id, String operator, String reason) throws RefusedException;

  /** Decides against an update that has not begun. */
  UpdateView dismiss(String id, String operator, String reason) throws RefusedException;

  /**
   * Goes back to the set before the one that runs, once, if it is still kept.
   *
   * @throws RefusedException WG-UPD: there is none
   */
  UpdateView goBack(String operator, String reason) throws RefusedException;

  /**
   * The newest first, at most 32; the first is about the set that runs, if it came as an update.
   */
  List<UpdateView> updates();
}
