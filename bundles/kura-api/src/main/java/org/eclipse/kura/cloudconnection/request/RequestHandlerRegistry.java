package org.eclipse.kura.cloudconnection.request;

import org.eclipse.kura.KuraException;

/** Where those who answer the cloud's requests say so. */
public interface RequestHandlerRegistry {
  /**
   * Adds somebody who answers.
   *
   * @param id the application's name in requests
   */
  void registerRequestHandler(String id, RequestHandler requestHandler) throws KuraException;

  /** Takes them away. */
  void unregister(String id) throws KuraException;
}
