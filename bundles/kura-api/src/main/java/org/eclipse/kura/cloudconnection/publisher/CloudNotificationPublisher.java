package org.eclipse.kura.cloudconnection.publisher;

/** Sends notices that belong to a request. */
public interface CloudNotificationPublisher extends CloudPublisher {}
