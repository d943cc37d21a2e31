/** The deployment package in frameworks like Kura's. */
package org.wardgate.integration.kura;
